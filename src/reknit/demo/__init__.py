"""An invented person to look around with: these texts are written for the demo, no real person is in them."""
