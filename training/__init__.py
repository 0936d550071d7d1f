"""From scenes to a model file: simulating, preparing, training, measuring, exporting. For the command line."""
