// What goes wrong with a case, said in one sentence that is the same in both languages.

export class CaseError extends Error {
  override readonly name = 'CaseError'
}
