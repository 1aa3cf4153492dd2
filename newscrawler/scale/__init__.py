"""Work past one process: extraction by parts over processes or a cluster, portals side by side."""
