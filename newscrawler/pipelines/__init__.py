"""The stages of an article on its way from page to state, in the order of the setting ITEM_PIPELINES:
extract, validate, store. One thin class a stage; the work is done by pure functions and the state."""
