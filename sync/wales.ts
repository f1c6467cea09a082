/** A home authority in Wales is said, not computed (PRACTICE.md P-24). Twin of `wales.py`. */

/** The 22, and what else they are called. */
const AUTHORITIES = new Set([
  'blaenau gwent', 'bridgend', 'caerphilly', 'cardiff', 'carmarthenshire', 'ceredigion', 'conwy',
  'denbighshire', 'flintshire', 'gwynedd', 'isle anglesey', 'merthyr tydfil', 'monmouthshire',
  'neath port talbot', 'newport', 'pembrokeshire', 'powys', 'rhondda cynon taf', 'swansea', 'torfaen',
  'vale glamorgan', 'wrexham',
  'anglesey', 'rhondda cynon taff', 'ynys mon', 'pen bont ar ogwr', 'caerffili', 'caerdydd', 'sir gar',
  'sir gaerfyrddin', 'sir ddinbych', 'sir fflint', 'sir y fflint', 'merthyr tudful', 'sir fynwy',
  'castell nedd port talbot', 'casnewydd', 'sir benfro', 'abertawe', 'tor faen', 'bro morgannwg', 'wrecsam',
])
/** Words that a council's name has or has not. */
const BESIDES = new Set(['council', 'county', 'borough', 'city', 'of', 'and', 'the', 'cyngor', 'social', 'services'])
const COUNTRY = new Set(['wales', 'cymru'])
/** There are Newports in England too. */
const ALSO_ENGLISH = 'newport'
const MARKS = new Map([...'âêîôûŵŷáéíóú'].map((mark, at) => [mark, 'aeiouwyaeiou'.charAt(at)]))

/** Empty where it is not in Wales, or nobody can tell. */
export function words(authority: string): string {
  if (!inWales(authority)) return ''
  const said = 'Wales has other procedures and holidays; Seenby does not work out its dates.'
  return `Home authority: ${authority.trim()}, in Wales. ${said}`
}

/** As people write it: with Council or without, in English or Welsh, the country after it or not. */
export function inWales(authority: string): boolean {
  const named = authority.split(/[,()]/).map(spoken).filter((part) => part !== '')
  if (named.some((part) => COUNTRY.has(part) || part.endsWith(' in wales'))) return true
  const [first] = named
  return first !== undefined && AUTHORITIES.has(first) && (named.length === 1 || first !== ALSO_ENGLISH)
}

function spoken(authority: string): string {
  const plain = Array.from(authority.toLowerCase(), (sign) => MARKS.get(sign) ?? sign).join('')
  return (plain.match(/[a-z]+/g) ?? []).filter((word) => !BESIDES.has(word)).join(' ')
}
