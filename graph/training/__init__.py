"""How the reader's weights are made and judged: gold, augmentation, network, training, export and the five folds."""
