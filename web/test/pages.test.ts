import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Annotated, Json } from '../../sync/messages'
import { page, type PageInputs } from '../../sync/pages'
import { brief } from '../../sync/pages/brief'
import { closed, opens } from '../../sync/pages/local'
import actions from '../../sync/vectors/pages/actions.json'
import attendance from '../../sync/vectors/pages/attendance.json'
import excluded from '../../sync/vectors/pages/excluded.json'
import family from '../../sync/vectors/pages/family.json'
import people from '../../sync/vectors/pages/people.json'
import readers from '../../sync/vectors/pages/readers.json'
import saying from '../../sync/vectors/pages/saying.json'
import handover from '../../sync/vectors/pages/ward_handover.json'
import recorded from '../../sync/vectors/pages/recorded.json'
import urgent from '../../sync/vectors/pages/urgent.json'

interface Given { name: string; page: string; document: string; capacity?: string; writable?: string[]; times?: number; inputs: Partial<PageInputs>; expect: Record<string, Json> }

function part(context: unknown, path: string): unknown {
  // Lists take their places as keys too.
  return path.split('.').reduce((found: unknown, step) => (found as Record<string, unknown>)[step], context)
}

for (const vectors of [saying, urgent, handover, actions, people, readers, recorded, family, attendance, excluded]) {
  // Each file is checked by what it expects; its documents are annotated discussions as the server writes them.
  const documents = vectors.documents as unknown as Record<string, Annotated>
  const common = vectors.inputs as unknown as PageInputs

  for (const given of vectors.cases as unknown as Given[]) {
    test(given.name, () => {
      const doc = documents[given.document]
      assert.ok(doc)
      const discussion = { ...doc, capacity: given.capacity ?? doc.capacity, writable: [...doc.writable, ...(given.writable ?? [])] }
      const many = Array.from({ length: given.times ?? 0 }, (_, number) => (
        { ...discussion, id: `d${number + 1}`, reference: `R${String(number + 1).padStart(3, '0')}` }))
      const context = page(given.page, { discussion, discussions: given.times ? many : [discussion], ...common, ...given.inputs })
      const found = Object.fromEntries(Object.keys(given.expect).map((path) => [path, part(context, path)]))
      assert.deepEqual(found, given.expect)
    })
  }
}

for (const [file, vectors] of Object.entries({ saying, urgent, handover, actions, people, readers, recorded, family, attendance })) {
  test(`lists say the same of what they read as of whole discussions: ${file}`, () => {
    const given = { ...(vectors.inputs as unknown as PageInputs), query: [] }
    const discussions = Object.values(vectors.documents as unknown as Record<string, Annotated>)
    for (const list of ['tonight', 'every_child', 'recorded']) {
      assert.deepEqual(page(list, { ...given, discussions: discussions.map(brief) }), page(list, { ...given, discussions }), list)
    }
  })
}

for (const given of actions.offices) {
  test(`the night of ${given.now}`, () => {
    const calendar = (actions.inputs as unknown as PageInputs).calendar
    assert.deepEqual([closed(given.now, calendar), opens(given.now, calendar)], [given.closed, given.opens])
  })
}
