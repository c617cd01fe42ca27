import { CLEANINGS } from '#shared/cleaning/registry.ts'
import { SEPARATORS } from '#shared/domain/shape/shape-words.ts'
import { SHAPE_FORMS } from './shape.ts'
import { cleaningInWords } from '#electron/cli/terminal-words.ts'

export const HELP = `Leadsheet pushes the rows of a spreadsheet to LeadSquared, and gets leads out of it.

leadsheet push FILE      send the rows of a workbook or text file; - reads what is piped in
  --compare                compare with what LeadSquared holds first, say how many rows are new,
                           update what is there, or are the same; the same stay out
  --mode upsert|update|create|fill
                           what may be written: create and update (default), only leads that are
                           there, only leads that are not, or only fields that are empty; all but
                           the first compare
  --changes                of a workbook that leadsheet pull wrote: send only the cells that were
                           edited since, by Lead ID; the leads are read again first
  --conflicts mine|theirs|leave
                           of cells that were changed in LeadSquared too: the file's value goes,
                           theirs stands, or the cell stays out; without it such a push stops and
                           names them
  --list-created, --list-updated NAME
                           afterwards put the leads on a static list; one of no such name is made
  --list-failed NAME       likewise the leads of rows that did not go in, where they are known
  --activity TYPE --activity-text TEXT
                           afterwards post one activity on each lead that was created or updated, of
                           a kind the account has; the text may name columns: "{First name} called"
  --by-lead-id             rows whose Lead ID is known, such as a report's, are found by it
  --trial                  send the first call alone (25 leads), read it back, and print what
                           LeadSquared holds beside what was meant; then it ends with 4:
                           "leadsheet resume" goes on with the others, "leadsheet undo" takes the
                           first back where it compared
  --phone-taken update|leave-out|skip
                           rows whose phone belongs to another lead: update that lead instead, keep
                           both and leave the phone out, or skip them; without it they are listed
                           with that lead's name, email and owner, and stay failed. Also of resume,
                           after the push has ended
  --dry-run                say what would be sent, and send nothing

  For schedules (docs/schedules.md):
  "inbox/*.xlsx" --newest  the newest of the files that fit a pattern; none is nothing to do
  --move-done DIR          where the file goes when every row went in
  --move-failed DIR        where it goes when some did not, or it could not be pushed
  --log FILE               gets one line a run; without it runs.log in the folder of the push

  How the file is read. What is not plain is asked for before anything is sent, never guessed:
  --sheet NAME             which sheet of the workbook
  --headings yes|no|ROW    whether its first row is headings, or which row is
  --encoding NAME          of its text, such as windows-1252
  --delimiter SIGN         what parts its columns: comma, semicolon, tab, pipe, or the sign itself
  --hidden include|leave-out
                           rows and columns that are hidden in the workbook
  --accept-broken          send what could be read of a file that is broken, such as by a quotation
                           mark that is never closed

  Where columns go, and what their values mean:
  --recipe NAME|FILE       as was decided in the window and saved under a name, or in a file; what
                           it does not answer stops the push before anything is sent, and the
                           options below go before it
  --map "Header=Attribute,…"
                           where columns go, on top of what their headings say; "Header=" leaves one
                           out. A heading with a comma or = goes in quotes:
                           --map '"Name, first"=FirstName'. The second column called Phone is
                           Phone#2
  --search-by ATTRIBUTE    find existing leads by it; "default": by email address and phone
  --date-order dmy|mdy|ymd how 03/04/2025 is meant, in columns whose own cells do not prove it
  --decimal ,|.            the decimal sign of numbers, likewise: comma, point, or the sign itself
  --zone NAME              whose clocks the times in columns of dates are of, such as Asia/Kolkata:
                           they are sent in UTC, which they are taken for where nothing is said
  --placeholders blank|send|stop
                           N/A, NULL, - and the like: taken for empty cells (default), sent as they
                           are, or their rows left out
  --unknown-options send|blank|stop
                           values that are none of their field's options: sent as they are
                           (default), left out, or their rows left out
  --owner-unknown leave|stop|EMAIL
                           people in a column that goes to OwnerId who are no active user of the
                           account: their cells left out, their rows left out, or all of them this
                           user's; without it the push stops and names them
                           These six can be said of one column, named after @, as often as it takes:
                           --placeholders send@Notes --date-order mdy@Born
  --owner "Name=EMAIL,…"   which user is meant by somebody; "Name=" leaves the cell out. Users are
                           found by their email, or by a whole name that only one user has
  --value "Value=Option,…@Heading"
                           what values stand for that are none of their field's options; "Value="
                           leaves it out, "Value=One + Other" is two choices where a field takes
                           several
  --choice-separator SIGN  what parts the choices of a field that takes several: semicolon, comma,
                           bar, tilde, or the sign itself; without it as the account is set, at
                           first a semicolon
  --phone-country CODE     the country of phones without a country code, such as IN: written either
                           way a number is one search key, and it is sent as LeadSquared has it,
                           +91-9876543210; of one column IN@Mobile or "Mobile=IN", and none@Fax for
                           as it is written
  --blank skip|clear       empty cells: leave the field alone (default), or clear it
  --duplicates first|last|merge|order|skip
                           rows with the same search key: send only the first, only the last, merge
                           them, send all in order (default), or send none of them
  --shape "SENTENCE"       change the sheet's shape before anything else, one option a change, in
                           the order given. There are:
                           ${SHAPE_FORMS.map((form) => form.replace(' [several', '\n                             [several')).join('\n                           ')}
                           with keep or replace at the end, where cells hold something already;
                           SHEET is a file, FILE@NAME a sheet of a workbook; SIGN is
                           ${SEPARATORS.map(({ name }) => name).join(', ')}, or
                           the sign in quotes
  --look-up-file FILE      a file that look-ups of a recipe take from, by its sheet's name
  --clean CLEANING,…       clean before sending, in the order given; a column is named after @, as
                           in --clean "spaces,phones:IN,case:title@City". There are:
                           ${CLEANINGS.map(cleaningInWords).join('\n                           ')}
  --include-problems       send rows with problems too; those without a search key stay out

  Where to, and how fast:
  --account LABEL          an account saved in Leadsheet (LEADSHEET_PASSPHRASE opens its keys)
  --host URL|practice      without an account: where to send, with the keys in LEADSHEET_ACCESS_KEY
                           and LEADSHEET_SECRET_KEY; "practice" needs none and is the default.
                           A proxy on the way: HTTPS_PROXY=http://NAME:PASSWORD@proxy.example:8080
  --limit CALLS/SECONDS    the account's rate limit, such as 25/5
  --bulk-limit, --read-limit CALLS/SECONDS
                           beside it, where the plan limits calls that write and all others apart
  --calls-a-day N[@HOUR[,ZONE]]
                           the plan's day, such as 100000@6,Asia/Kolkata: once its calls are used up
                           nothing is sent, and the command ends with the time to go on
  --report OUT.xlsx|.csv   write every row with what became of it
  --data-dir DIR           keep the push in this folder
  --json                   print one JSON object at the end: the counts, and all that is said of
                           what is sent; docs/command-line.md lists its keys

leadsheet resume         finish a push that was stopped, and what follows it, at the limit it was
                           begun with: [--cancel] [--again: what failed afterwards, once more]
                           [--phone-taken …] [--limit …] [--report …] [--data-dir DIR] [--json];
                           with --report after one that ended, write its report
leadsheet undo           take a push back that compared: fields that still hold what it wrote get
                           their former values again; those changed since are kept, and said
  --push N                 which push; without it the latest that is no undo itself
  --list-created NAME      put the leads it created on a new static list; they are never deleted
  --drop                   take nothing back, but drop what was there before the push of --push:
                           it can then be taken back no more. Nothing changes in LeadSquared
  --dry-run                say what would be put back, and send nothing
                           [--limit …] [--report …] [--data-dir DIR] [--json]
leadsheet pull           get leads out of LeadSquared, into a file; one of these says which:
  --list NAME              the leads of a list
  --where "FIELD = VALUE"  one condition; also <> < <= > >= and LIKE with % for any text
  --changed FROM..TO       changed between two times, UTC, such as 2026-11-01.. or
                           2026-11-01..2026-11-08
  --ids FILE               Lead IDs and email addresses, one a line; - reads what is piped in
  --columns A,B            the fields to get, by their names in LeadSquared
  --out OUT.xlsx|.csv      the file; --host --account --limit --data-dir --json as for push
leadsheet recipes        list the recipes kept here: [--json] [--data-dir DIR]
  export NAME [--out F]    write one to a file, by itself of the recipe's name
  import FILE [--replace]  keep the one of a file; --replace puts it in the place of another of its
                           name
  remove NAME              take one out
leadsheet practice       run the practice server alone: [--port N] [--leads N] [--control]
                           [--data-dir DIR]
leadsheet --version

Ends with 0: every row went in · 1: some did not · 2: wrong usage or file ·
3: the account was refused · 4: the first call of a trial went in, and the rest waits.
Leadsheet runs on Node 24, which comes with it as the npm package "node"; an older Node can start
it.`
