/** Punycode's own numbers (RFC 3492, section 5). */
const [BASE, T_MIN, T_MAX, SKEW, DAMP, FIRST_BIAS, FIRST_CODE] = [36, 1, 26, 38, 700, 72, 128]
const LARGEST_CODE = 0x10ffff

function adapted(delta: number, points: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2))
  rest += Math.floor(rest / points)
  let bias = 0
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN))
    bias += BASE
  }
  return bias + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}

/** a–z are 0–25, 0–9 are 26–35; -1: no digit. */
function digitOf(sign: string): number {
  if (/^[a-z]$/.test(sign)) return sign.charCodeAt(0) - 97
  return /^\d$/.test(sign) ? Number(sign) + 26 : -1
}

/** What a label without its `xn--` stands for (RFC 3492, section 6.2); null where it is none. */
function decoded(label: string): string | null {
  const cut = label.lastIndexOf('-')
  const points = Array.from(label.slice(0, Math.max(0, cut)), (sign) => sign.codePointAt(0)!)
  let [code, bias, place] = [FIRST_CODE, FIRST_BIAS, 0]
  const signs = Array.from(label.slice(cut + 1))
  for (let at = 0; at < signs.length;) {
    const before = place
    for (let weight = 1, step = BASE; ; step += BASE) {
      const digit = at < signs.length ? digitOf(signs[at++]!) : -1
      if (digit === -1) return null
      place += digit * weight
      if (!Number.isSafeInteger(place)) return null
      const threshold = Math.min(T_MAX, Math.max(T_MIN, step - bias))
      if (digit < threshold) break
      weight *= BASE - threshold
    }
    bias = adapted(place - before, points.length + 1, before === 0)
    code += Math.floor(place / (points.length + 1))
    if (code > LARGEST_CODE) return null
    place %= points.length + 1
    points.splice(place++, 0, code)
  }
  return String.fromCodePoint(...points)
}

/**
 * A domain, or an address that ends in one, in the letters it stands for: `xn--mller-kva.example` is `müller.example`. In small letters;
 * labels that stand for nothing stay.
 */
export function domainInLetters(address: string): string {
  if (!/xn--/i.test(address)) return address
  return address.replace(/(^|[@.])xn--([a-z\d-]+)(?=\.|$)/gi, (label, before: string, coded: string) => {
    const letters = decoded(coded.toLowerCase())
    return letters === null ? label : before + letters
  })
}
