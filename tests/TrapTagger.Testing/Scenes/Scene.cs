namespace TrapTagger.Testing.Scenes;

/// <summary>Where something is: parts of the picture's width and height, from its top left corner.</summary>
public sealed record Box(double X, double Y, double Width, double Height);

/// <summary>One photograph and the truth about it.</summary>
/// <param name="Jpeg">With EXIF, as a camera writes it.</param>
/// <param name="TakenAt">By the camera's clock.</param>
/// <param name="Boxes">Around each animal.</param>
public sealed record SceneFrame(byte[] Jpeg, DateTime TakenAt, IReadOnlyList<Box> Boxes);

/// <summary>
/// A made-up place that a camera looks at. The same seed gives the same place, and the same call the same bytes: tests
/// know what is in every picture without a photograph in the repository.
/// </summary>
public sealed class Scene
{
    private const int Quality = 85;

    private readonly int _seed;
    private readonly bool _night;
    private readonly Canvas _backdrop;

    /// <param name="night">Grey, lit by an infrared flash, instead of colour with sun flecks.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels, the information strip included.</param>
    public Scene(int seed, bool night, int width = 1280, int height = 960)
    {
        (_seed, _night) = (seed, night);
        _backdrop = Backdrop.Paint(width, height, seed, night);
        Camera = new() { Make = "TrapTagger", Model = night ? "Night scene" : "Day scene", Serial = $"S{seed:D8}" };
    }

    /// <summary>What its EXIF says in every frame.</summary>
    public Exif Camera { get; init; }

    /// <summary>The frames of one trigger, a second apart.</summary>
    /// <param name="first">Its first frame's time, by the camera's clock.</param>
    /// <param name="animal">Whether one walks through; without, only light and noise change.</param>
    public IReadOnlyList<SceneFrame> Burst(DateTime first, int frames, bool animal)
    {
        var chance = new Random(unchecked((_seed * 397) ^ (int)(first.Ticks / TimeSpan.TicksPerSecond)));
        var walker = animal ? new Animal(chance, _backdrop.Width, _backdrop.Height, frames) : null;
        return [.. Enumerable.Range(0, frames).Select(i => Shoot(first.AddSeconds(i), i, walker, chance))];
    }

    private SceneFrame Shoot(DateTime at, int frame, Animal? walker, Random chance)
    {
        var canvas = _backdrop.Copy();
        var box = walker?.Paint(canvas, frame);
        if (!_night)
        {
            SunFlecks(canvas, chance);
        }

        Expose(canvas, chance);
        if (_night)
        {
            walker?.Shine(canvas, frame);
        }

        InformationStrip.Paint(canvas, at);
        var exif = Camera with { TakenAt = at, DigitizedAt = at };
        return new(exif.In(canvas.ToJpeg(Quality)), at, box is null ? [] : [box]);
    }

    /// <summary>They keep their places and flicker as leaves move above them: what misleads motion detectors.</summary>
    private void SunFlecks(Canvas canvas, Random chance)
    {
        var places = new Random(_seed);
        for (var fleck = 0; fleck < 12; fleck++)
        {
            var radius = canvas.Width * (0.01 + (0.03 * places.NextDouble()));
            var x = places.NextDouble() * canvas.Width;
            var y = (0.4 + (0.6 * places.NextDouble())) * canvas.Height;
            canvas.Glow(x + (radius * 0.5 * chance.NextDouble()), y, radius, 0.5 * chance.NextDouble());
        }
    }

    /// <summary>Sensor noise, an exposure that varies; at night no colour, and a flash that fades outwards.</summary>
    private void Expose(Canvas canvas, Random chance)
    {
        var gain = 0.98 + (0.04 * chance.NextDouble());
        var noise = new byte[canvas.Width];
        for (var y = 0; y < canvas.Height; y++)
        {
            chance.NextBytes(noise);
            for (var x = 0; x < canvas.Width; x++)
            {
                var pixel = canvas.Pixel(x, y);
                var ink = new Ink(pixel[0], pixel[1], pixel[2]).Times(gain);
                ink = _night ? Flashed(ink, (2.0 * x / canvas.Width) - 1, (2.0 * y / canvas.Height) - 1) : ink;
                canvas.Paint(x, y, ink.Plus((noise[x] - 127.5) * (_night ? 0.12 : 0.06)));
            }
        }
    }

    private static Ink Flashed(Ink ink, double across, double down)
    {
        var light = Math.Max(0.1, 1.1 - (0.5 * ((across * across) + (down * down))));
        var grey = ((ink.Red * 0.3) + (ink.Green * 0.6) + (ink.Blue * 0.1)) * light;
        return new(grey, grey, grey);
    }
}
