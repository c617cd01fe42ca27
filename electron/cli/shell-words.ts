import { paceInWords, type PaceArguments } from '#electron/cli/options/pace.ts'

/** Characters that mean something to a shell even between double quotes. */
const BETWEEN_DOUBLE_QUOTES = process.platform === 'win32' ? /"/ : /[$`"\\!]/

/** A value as the person would type it, so that the shell hands it over as it is. */
export function quoted(text: string): string {
  if (!BETWEEN_DOUBLE_QUOTES.test(text)) return `"${text}"`
  return process.platform === 'win32'
    ? `"${text.replaceAll('"', '""')}"`
    : `'${text.replaceAll("'", "'\\''")}'`
}

export interface ResumeOptions extends Partial<PaceArguments> {
  dataDir: string | null
  report?: { path: string } | null
  json?: boolean
  phoneTaken?: string | null
}

/** The command that goes on with a push, or writes its report, as the person would type it. */
export function resumeCommand(options: ResumeOptions): string {
  return commandLine('resume', options)
}

/** The command that takes the latest push back. */
export function undoCommand(options: Omit<ResumeOptions, 'report' | 'phoneTaken'>): string {
  return commandLine('undo', options)
}

function commandLine(
  command: 'resume' | 'undo',
  { dataDir, report = null, json = false, phoneTaken = null, ...pace }: ResumeOptions,
): string {
  return [
    `leadsheet ${command}`,
    ...(dataDir === null ? [] : [`--data-dir ${quoted(dataDir)}`]),
    ...(report === null ? [] : [`--report ${quoted(report.path)}`]),
    ...paceInWords(pace),
    ...(phoneTaken === null ? [] : [`--phone-taken ${phoneTaken}`]),
    ...(json ? ['--json'] : []),
  ].join(' ')
}
