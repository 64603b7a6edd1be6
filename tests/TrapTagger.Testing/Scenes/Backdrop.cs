namespace TrapTagger.Testing.Scenes;

/// <summary>What a camera looks at while nothing happens: sky or dark, bushes, ground, trunks and grass.</summary>
internal static class Backdrop
{
    private static readonly Ink Day = new(190, 205, 220);
    private static readonly Ink Dark = new(8, 8, 8);
    private static readonly Ink Leaves = new(105, 120, 65);
    private static readonly Ink Soil = new(165, 135, 95);
    private static readonly Ink Bark = new(80, 68, 55);
    private static readonly Ink Straw = new(185, 170, 110);

    internal static Canvas Paint(int width, int height, int seed, bool night)
    {
        var canvas = new Canvas(width, height);
        var chance = new Random(seed);
        var horizon = height * (0.3 + (0.2 * chance.NextDouble()));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                canvas.Paint(x, y, At(x, y, horizon, height, seed, night ? Dark : Day));
            }
        }

        Trunks(canvas, chance, horizon);
        Grass(canvas, chance, horizon);
        return canvas;
    }

    private static Ink At(int x, int y, double horizon, int height, int seed, Ink sky)
    {
        var texture = Texture.At(x, y, height / 8.0, seed);
        var bushTop = horizon - (height * 0.25 * texture);
        return y < bushTop ? sky.Times(0.9 + (0.1 * texture))
            : y < horizon ? Leaves.Times(0.4 + texture)
            : Soil.Times((0.6 + (0.7 * texture)) * (0.8 + (0.3 * (y - horizon) / height)));
    }

    private static void Trunks(Canvas canvas, Random chance, double horizon)
    {
        for (var trunk = chance.Next(2, 6); trunk > 0; trunk--)
        {
            var thick = canvas.Width * (0.01 + (0.03 * chance.NextDouble()));
            var left = (int)(canvas.Width * chance.NextDouble());
            var foot = horizon + (canvas.Height * 0.2 * chance.NextDouble());
            for (var x = left; x < Math.Min(canvas.Width, left + thick); x++)
            {
                var round = 0.5 + (0.7 * Math.Sin(Math.PI * (x - left) / thick));
                for (var y = 0; y < foot; y++)
                {
                    canvas.Paint(x, y, Bark.Times(round * (0.7 + (0.6 * Texture.At(x * 4, y, 24, left)))));
                }
            }
        }
    }

    private static void Grass(Canvas canvas, Random chance, double horizon)
    {
        for (var blade = 0; blade < canvas.Width; blade++)
        {
            var x = chance.NextDouble() * canvas.Width;
            var foot = double.Lerp(horizon, canvas.Height, chance.NextDouble());
            var (lean, tall) = (chance.NextDouble() - 0.5, canvas.Height * 0.05 * chance.NextDouble());
            var ink = Straw.Times(0.5 + (0.6 * chance.NextDouble()));
            for (var up = 0; up < tall && foot - up >= 0; up++)
            {
                var column = (int)(x + (lean * up));
                if (column >= 0 && column < canvas.Width)
                {
                    canvas.Paint(column, (int)Math.Min(canvas.Height - 1, foot - up), ink, 0.7);
                }
            }
        }
    }
}
