"""Mail that comes in: asked for by IMAP, kept, looked into, and put away on the server (V-04)."""
