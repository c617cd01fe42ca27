/** Endings of the files the reader takes. It looks at the bytes; this is for dialogs and for what a system offers to open. */
export const READABLE_EXTENSIONS = ['xlsx', 'xlsm', 'xlsb', 'xls', 'ods', 'csv', 'tsv', 'txt'] as const
