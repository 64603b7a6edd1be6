namespace TrapTagger.Classification.Inference;

/// <summary>
/// The lowest and the highest value within one pixel of each place. Leaves that flutter and a camera that shakes move
/// what a frame shows by a pixel or so: only a value outside the envelope is new.
/// </summary>
internal sealed class Envelope
{
    private readonly Plane _low;
    private readonly Plane _high;

    internal Envelope(Plane frame)
    {
        _low = Extreme(frame, Math.Min);
        _high = Extreme(frame, Math.Max);
    }

    /// <summary>How far a value lies outside the envelope at a place; places beyond the edge are the edge's.</summary>
    internal float Outside(float value, int x, int y)
    {
        var at = (Math.Clamp(y, 0, _low.Height - 1) * _low.Width) + Math.Clamp(x, 0, _low.Width - 1);
        return Math.Max(0, Math.Max(_low.Values[at] - value, value - _high.Values[at]));
    }

    private static Plane Extreme(Plane frame, Func<float, float, float> pick)
    {
        var across = new Plane(frame.Width, frame.Height);
        var both = new Plane(frame.Width, frame.Height);
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                var sides = pick(frame[Math.Max(0, x - 1), y], frame[Math.Min(frame.Width - 1, x + 1), y]);
                across[x, y] = pick(frame[x, y], sides);
            }
        }

        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                var sides = pick(across[x, Math.Max(0, y - 1)], across[x, Math.Min(frame.Height - 1, y + 1)]);
                both[x, y] = pick(across[x, y], sides);
            }
        }

        return both;
    }
}
