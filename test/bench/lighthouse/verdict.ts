// What the scores have to be.

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof categories)[number];
/** Of 100. */
export type Scores = Readonly<Record<Category, number>>;

const leastOfFirstPage = 95;
const mostThatTheChatCosts = 1;

export function medians(all: readonly Scores[]): Scores {
  const middle = (name: Category) => {
    const sorted = all.map((scores) => scores[name]).sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)]!;
  };
  return Object.fromEntries(categories.map((name) => [name, middle(name)])) as Record<Category, number>;
}

/** What falls short, as sentences. */
export function judged(
  first: Scores,
  without: Scores,
  chats: Readonly<Record<string, Scores>>,
): readonly string[] {
  const low = categories
    .filter((name) => first[name] < leastOfFirstPage)
    .map((name) => `The first page has ${first[name]} in ${name}, and is to have ${leastOfFirstPage}.`);
  const costs = Object.entries(chats).flatMap(([place, scores]) =>
    categories
      .filter((name) => without[name] - scores[name] > mostThatTheChatCosts)
      .map(
        (name) =>
          `The chat ${place} costs its page ${without[name] - scores[name]} points in ${name}, and may cost ${mostThatTheChatCosts}.`,
      ),
  );
  return [...low, ...costs];
}
