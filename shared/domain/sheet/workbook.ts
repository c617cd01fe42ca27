import { z } from 'zod'

/** What can be told of a file before it is loaded. */
export const WorkbookSheet = z.object({
  name: z.string(),
  /** Rows and columns of the used range, headings included. */
  rows: z.number().int(),
  columns: z.number().int(),
  hidden: z.boolean(),
  hiddenRows: z.number().int(),
  hiddenColumns: z.number().int(),
  /** The first rows as shown, for choosing: at most 20 × 30. */
  preview: z.array(z.array(z.string())),
  /** Index of the heading row in the sheet, from 0; null: there is none, columns get letters. */
  headerRow: z.number().int().nullable(),
  /** False where the person should be asked. */
  headerSure: z.boolean(),
})
export type WorkbookSheet = z.infer<typeof WorkbookSheet>

/** How to read a file. Null: decide by what is found. */
export const LoadChoices = z.object({
  sheet: z.string().nullable(),
  /** Index from 0; 'none' for a sheet without headings. */
  headerRow: z.union([z.number().int().nonnegative(), z.literal('none')]).nullable(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  /** Hidden rows and columns of the workbook. */
  hidden: z.enum(['keep', 'leave-out']),
  /** Somebody was told why the file is broken and wants it all the same: it is not asked about again. */
  acceptBroken: z.boolean(),
})
export type LoadChoices = z.infer<typeof LoadChoices>

export const DEFAULT_CHOICES: LoadChoices = {
  sheet: null,
  headerRow: null,
  encoding: null,
  delimiter: null,
  hidden: 'keep',
  acceptBroken: false,
}

/** Something a person should know about what was read: counts, line numbers, damage. */
export const LoadNote = z.object({ code: z.string(), text: z.string() })
export type LoadNote = z.infer<typeof LoadNote>

export const WorkbookQuestion = z.enum(['sheet', 'header', 'encoding', 'delimiter', 'broken', 'hidden'])
export type WorkbookQuestion = z.infer<typeof WorkbookQuestion>

export const WorkbookInspection = z.object({
  name: z.string(),
  format: z.string(),
  sheets: z.array(WorkbookSheet),
  /** Name of the sheet that is loaded unless another one is chosen. */
  chosen: z.string(),
  /** What the text was read in; null where the file's format settles it. */
  encoding: z.string().nullable(),
  /** What can be chosen instead; empty where nothing can. */
  encodings: z.array(z.string()),
  /** Delimited text only. */
  delimiter: z.string().nullable(),
  /** Where several delimiters make a table of the file: all of them, the likeliest first; else empty. */
  delimiters: z.array(z.string()),
  /**
   * Why the file is known to be broken, with the lines ('open-quote', 'swallowed-rows'): rows may be missing or wrong. An unattended run
   * refuses it unless it was told to accept it.
   */
  broken: z.array(LoadNote),
  /** What the person has to be asked; empty means: load it straight away. */
  questions: z.array(WorkbookQuestion),
  /** One of our own reports: mapping and statuses come with it. */
  isReport: z.boolean(),
})
export type WorkbookInspection = z.infer<typeof WorkbookInspection>
