/**
 * Stands in a cell between the file and the parser, which leaves out formulas that were saved without a value. These are
 * noncharacters that Unicode sets aside for use inside a program.
 */
export const FORMULA_WITHOUT_VALUE = '\uFDD2\uFDD3'
