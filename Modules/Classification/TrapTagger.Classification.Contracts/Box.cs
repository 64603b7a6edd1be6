namespace TrapTagger.Classification;

/// <summary>A part of a frame, in fractions (0 to 1) of its upright width and height; the origin is top left.</summary>
public readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public static readonly Box Whole = new(0, 0, 1, 1);

    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double Area => Width * Height;

    /// <summary>The area two boxes share, as a fraction of the frame.</summary>
    public double Shared(Box other)
    {
        var width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        var height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /// <summary>Intersection over union: 0 for boxes apart, 1 for the same box.</summary>
    public double Overlap(Box other)
    {
        var shared = Shared(other);
        return shared > 0 ? shared / (Area + other.Area - shared) : 0;
    }

    /// <summary>The smallest box around both.</summary>
    public Box Around(Box other)
    {
        var (left, top) = (Math.Min(Left, other.Left), Math.Min(Top, other.Top));
        return new(left, top, Math.Max(Right, other.Right) - left, Math.Max(Bottom, other.Bottom) - top);
    }

    /// <summary>A box given in fractions of a part of the frame, in fractions of the frame.</summary>
    public Box Within(Box part) => new(
        part.Left + (Left * part.Width), part.Top + (Top * part.Height), Width * part.Width, Height * part.Height);

    /// <summary>A box given in fractions of the frame, in fractions of a part of it.</summary>
    public Box Seen(Box part) => new(
        (Left - part.Left) / part.Width, (Top - part.Top) / part.Height, Width / part.Width, Height / part.Height);

    /// <summary>The part of the box that lies inside the frame.</summary>
    public Box Clipped()
    {
        var (left, top) = (Math.Clamp(Left, 0, 1), Math.Clamp(Top, 0, 1));
        return new(left, top, Math.Clamp(Right, 0, 1) - left, Math.Clamp(Bottom, 0, 1) - top);
    }
}
