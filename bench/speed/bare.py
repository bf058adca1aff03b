"""The bare parse that reading is measured against: the model is loaded, texts are parsed, nothing is kept.

.venv/bin/python bench/speed/bare.py TEXTS.json
"""

import json
import sys
from collections import deque
from pathlib import Path

import spacy

from joindots.parse.pipelines import find_english

if __name__ == "__main__":
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")) if len(sys.argv) > 1 else []
    deque(spacy.load(find_english().package).pipe(texts), maxlen=0)
