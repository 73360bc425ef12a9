"""What stands at levels beside each other, whatever the view: their places, and how clients move between them."""
