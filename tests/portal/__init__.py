"""A replica of the first portal: a loopback HTTP server, used as a forward proxy, with ground truth."""
