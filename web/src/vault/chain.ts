/** The changes of one device, numbered without a gap and each naming the one before: SYNC.md 2a. */
import { dhash, type Change, type NewChange } from '../../../sync/messages'
import type { Chain } from './schema'

export const NO_CHAIN: Chain = { dseq: 0, dhash: '' }

/** The changes with their places after `chain`, and where the chain ends then. */
export async function linked(fresh: NewChange[], chain: Chain): Promise<{ changes: Change[]; end: Chain }> {
  const changes: Change[] = []
  let end = chain
  for (const one of fresh) {
    const change: Change = { ...one, dseq: end.dseq + 1, prev_dhash: end.dhash }
    changes.push(change)
    end = { dseq: change.dseq, dhash: await dhash(change) }
  }
  return { changes, end }
}
