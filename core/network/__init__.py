"""The one definition of the networks, in torch: modules, checkpoints, export."""
