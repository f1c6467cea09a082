// A rule in plain words, against the hand-written cases; its twin is tests/sync/test_rule_words.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Rule } from '../../sync/procedure'
import { lines, type RuleLine } from '../../sync/rule_words'
import { compile, vectors } from './engine'

// Cut to what says something: `lines` reads a rule key by key.
const file = vectors<{ procedure: string; cases: { name: string; rule: Rule; lines: RuleLine[] }[] }>('rule_words')
const procedure = compile(file.procedure)

for (const given of file.cases) {
  test(`words: ${given.name}`, () => {
    assert.deepEqual(lines(given.rule, procedure), given.lines)
  })
}
