"""What was done to the files of the home, told with the change itself: enough to bring each back to the byte."""
