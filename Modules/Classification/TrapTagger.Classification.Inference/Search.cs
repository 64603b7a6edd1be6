namespace TrapTagger.Classification.Inference;

/// <summary>The search of one frame: the network looks at all of it, then closer where it or motion points.</summary>
/// <param name="content">The frame without its information strips.</param>
internal sealed class Search(Network network, Frame frame, Box content)
{
    // Where a closer look is worth its time: a lower first score would need a second of 0.5, which few animals got.
    private const double Doubtful = 0.1;
    private const int MostDoubts = 4;

    // A closer look shows a square twice as long as the object, and at least a fifth of the frame's height:
    // 240 pixels of a screen rendition, which is what the network then sees unenlarged.
    private const double Surroundings = 2;
    private const double Closest = 0.2;

    // How much a closer look's box must overlap the first one's; motion shows a part of the animal only.
    private const double SameObject = 0.4;
    private const double SameMotion = 0.25;

    private readonly ModelManifest _manifest = network.Manifest;

    /// <param name="movers">What moves in the frame.</param>
    /// <param name="contrast">How many times more than the scene a box changes.</param>
    internal IReadOnlyList<Detection> Find(IEnumerable<Mover> movers, Func<Box, double> contrast, CancellationToken ct)
    {
        var seen = Seen(ct);
        var moving = movers.Where(mover => mover.Contrast > 0).Select(mover => Moving(mover, seen, ct)).Concat(seen
            .Where(one => one.Score >= Doubtful)
            .Select(one => Moving(contrast(one.Box), one, one.Box)));
        return Evidence.Distinct(seen
            .Select(one => new Detection(one.Category, one.Score, one.Box, _manifest.Card))
            .Concat(moving)
            .Where(one => one.Score >= _manifest.Thresholds.Keep));
    }

    private List<Candidate> Seen(CancellationToken ct)
    {
        var seen = network.Look(frame.Picture, content, _manifest.Input.Size, ct).ToList();
        var doubts = _manifest.Closer is null ? 0 : Math.Min(MostDoubts, seen.Count(one => one.Score >= Doubtful));
        for (var i = 0; i < doubts; i++)
        {
            seen[i] = seen[i] with { Score = (seen[i].Score + Again(seen[i], ct)) / 2 };
        }

        return seen;
    }

    /// <summary>The score of the same thing in a closer look, 0 where it is not seen again.</summary>
    private double Again(Candidate first, CancellationToken ct) => Closer(first.Box, ct)
        .Where(again => again.Category == first.Category && again.Box.Overlap(first.Box) >= SameObject)
        .Select(again => again.Score)
        .FirstOrDefault();

    private Detection Moving(Mover mover, List<Candidate> seen, CancellationToken ct)
    {
        var same = Closer(mover.Box, ct).Concat(seen)
            .Where(one => one.Box.Overlap(mover.Box) >= SameMotion)
            .DefaultIfEmpty(new(Category.Animal, 0, mover.Box))
            .MaxBy(one => one.Score);

        // Where the network sees nothing certain, its box is no better than its score.
        return same.Score >= Doubtful
            ? Moving(mover.Contrast, same, same.Box)
            : Moving(mover.Contrast, same with { Category = Category.Animal }, mover.Box);
    }

    private static Detection Moving(double contrast, Candidate seen, Box box) =>
        new(seen.Category, Evidence.Moving(contrast, seen.Score), box, Evidence.BurstMotion);

    private IReadOnlyList<Candidate> Closer(Box box, CancellationToken ct) =>
        _manifest.Closer is { } size ? network.Look(frame.Picture, Around(box), size, ct) : [];

    /// <summary>A square of pixels around a box, inside the content.</summary>
    private Box Around(Box box)
    {
        var (width, height) = (frame.Picture.Width, frame.Picture.Height);
        var side = Math.Max(Math.Max(box.Width * width, box.Height * height) * Surroundings, Closest * height);
        var (left, across) = Inside(box.Left + (box.Width / 2), side / width, content.Left, content.Width);
        var (top, down) = Inside(box.Top + (box.Height / 2), side / height, content.Top, content.Height);
        return new(left, top, across, down);
    }

    /// <summary>A stretch of a length around a centre, moved and shortened to lie inside another.</summary>
    private static (double Start, double Length) Inside(double centre, double length, double start, double limit) =>
        length >= limit
            ? (start, limit)
            : (Math.Clamp(centre - (length / 2), start, start + limit - length), length);
}
