"""The care transfer hub: who is in a bed, who is ready to leave it, what they wait for and what comes next."""
