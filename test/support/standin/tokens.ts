/** The stand-in's idea of a token: four characters. The real tokenizers are not public; tests need only a steady count. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / 4);
