"""Archives in the field's format: WARC written, WARC and WACZ of any tool read, CDXJ beside them."""
