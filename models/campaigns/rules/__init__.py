"""Pure rules of campaigns: whom they are for, who is drawn, how many, when and how fast they are asked."""
