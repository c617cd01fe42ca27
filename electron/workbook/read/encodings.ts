/** What a person can choose from. Names as iconv-lite knows them. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'macintosh',
  'cp850',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
] as const
