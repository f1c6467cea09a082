/** Four words that nobody would guess: the list is fetched only where they are offered. */
const WORDS = 4

export async function fourWords(): Promise<string> {
  const answer = await fetch('/static/words.json')
  // Our own build made the file.
  const list = await answer.json() as string[]
  return Array.from({ length: WORDS }, () => list[below(list.length)]).join(' ')
}

/** Every number below `most` equally likely: what would tip the scale is thrown away. */
export function below(most: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1))
  return drawn < 2 ** 32 - (2 ** 32 % most) ? drawn % most : below(most)
}
