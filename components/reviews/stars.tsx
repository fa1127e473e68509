/** How many stars were given, told in words to who cannot see them. */
export function Stars({ rating }: { rating: number }) {
  return (
    <span className="text-waiting">
      <span className="sr-only">{rating} out of 5</span>
      <span aria-hidden="true" className="tracking-widest">
        {"\u2605".repeat(rating)}
        <span className="text-hairline">{"\u2605".repeat(5 - rating)}</span>
      </span>
    </span>
  );
}
