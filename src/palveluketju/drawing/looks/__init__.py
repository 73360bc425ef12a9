"""How the parts of a picture look: themes, shapes of marks, heads of arrows."""
