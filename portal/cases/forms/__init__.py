"""The forms of the area cases: one a step, the filters of the list, and the intake."""
