/** A command line that cannot be understood; the message says what is wrong and what would be right. */
export class Misuse extends Error {}
