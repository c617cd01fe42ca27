/**
 * What a child needs to run at all, to find a folder for temporary files, to know the time zone and the language, and where
 * Node keeps what it compiled, if somebody said so: a name of a folder and nothing more.
 */
const NEEDED =
  /^(PATH|PATHEXT|HOME|TMPDIR|TMP|TEMP|TZ|LANG|LANGUAGE|LC_\w+|SYSTEMROOT|WINDIR|SYSTEMDRIVE|COMSPEC|USERPROFILE|APPDATA|LOCALAPPDATA|NODE_COMPILE_CACHE)$/i

/**
 * The environment of the process that reads files other people made: of ours only what it needs. The keys and the passphrase
 * of a scripted push are in ours, and so is whatever else its surroundings keep there.
 */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && NEEDED.test(entry[0]),
    ),
  )
}
