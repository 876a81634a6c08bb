"""The law as lawyers look it up and print it: articles with all that rests on them, one search, the printed book.

Stands on the law, the gazette and the golden cases; the desk and the command line stand on it. Nothing here decides
anything: it brings together what was declared elsewhere, and says in which file it was declared.
"""
