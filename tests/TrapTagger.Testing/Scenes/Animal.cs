namespace TrapTagger.Testing.Scenes;

/// <summary>A four-legged animal seen from the side, walking through a burst.</summary>
internal sealed class Animal
{
    private readonly double _length;
    private readonly double _start;
    private readonly double _step;
    private readonly double _feet;
    private readonly Ink _coat;
    private readonly int _seed;

    /// <param name="frames">It stays in sight for that many.</param>
    internal Animal(Random chance, int width, int height, int frames)
    {
        _seed = chance.Next();
        _length = width * (0.1 + (0.12 * chance.NextDouble()));
        _feet = height * (0.7 + (0.2 * chance.NextDouble()));
        _coat = new Ink(120, 85, 55).Times(0.5 + (0.9 * chance.NextDouble()));
        var way = width - (2 * _length);
        _step = Math.Min(width * 0.08, way / Math.Max(1, frames)) * (chance.Next(2) == 0 ? -1 : 1);
        var free = way - (Math.Abs(_step) * (frames - 1));
        _start = _length + (free * chance.NextDouble()) + (_step < 0 ? Math.Abs(_step) * (frames - 1) : 0);
    }

    private int Facing => Math.Sign(_step);

    /// <returns>The box around what was painted.</returns>
    internal Box Paint(Canvas canvas, int frame)
    {
        var seen = new Extent();
        var middle = _start + (_step * frame);
        var back = _feet - (0.55 * _length);
        Legs(canvas, middle, frame, seen);
        Part(canvas, middle, back, 0.42, 0.19, 1, seen);
        Part(canvas, middle + (0.38 * _length * Facing), back - (0.13 * _length), 0.13, 0.16, 0.95, seen);
        Part(canvas, Head(frame).X, Head(frame).Y, 0.14, 0.09, 1.1, seen);
        Part(canvas, Head(frame).X - (0.06 * _length * Facing), Head(frame).Y - (0.1 * _length), 0.03, 0.07, 0.8, seen);
        Part(canvas, middle - (0.43 * _length * Facing), back + (0.08 * _length), 0.03, 0.15, 0.8, seen);
        return seen.Within(canvas);
    }

    /// <summary>An eye throws the flash back.</summary>
    internal void Shine(Canvas canvas, int frame) =>
        canvas.Glow(Head(frame).X + (0.04 * _length * Facing), Head(frame).Y - (0.02 * _length), 0.025 * _length, 1);

    private (double X, double Y) Head(int frame) =>
        (_start + (_step * frame) + (0.5 * _length * Facing), _feet - (0.82 * _length));

    private void Legs(Canvas canvas, double middle, int frame, Extent seen)
    {
        foreach (var (place, phase) in ((double, double)[])[(-0.32, 0), (-0.24, 2), (0.24, 1), (0.32, 3)])
        {
            var swing = 0.06 * Math.Sin((1.9 * frame) + phase);
            Part(canvas, middle + ((place + swing) * _length), _feet - (0.25 * _length), 0.035, 0.25, 0.75, seen);
        }
    }

    /// <summary>An ellipse of coat; radii are parts of the animal's length.</summary>
    private void Part(Canvas canvas, double x, double y, double radiusX, double radiusY, double light, Extent seen) =>
        canvas.ForEachIn(x, y, radiusX * _length, radiusY * _length, (column, row, distance) =>
        {
            var fur = Texture.At(column - x, row - y, _length / 10, _seed);
            canvas.Paint(column, row, _coat.Times(light * (1.1 - (0.5 * distance)) * (0.75 + (0.5 * fur))));
            seen.Add(column, row);
        });

    private sealed class Extent
    {
        private (int Left, int Top, int Right, int Bottom) _edge = (int.MaxValue, int.MaxValue, -1, -1);

        internal void Add(int x, int y) => _edge = (Math.Min(_edge.Left, x), Math.Min(_edge.Top, y),
            Math.Max(_edge.Right, x), Math.Max(_edge.Bottom, y));

        internal Box Within(Canvas canvas) => new(
            (double)_edge.Left / canvas.Width,
            (double)_edge.Top / canvas.Height,
            (double)(_edge.Right + 1 - _edge.Left) / canvas.Width,
            (double)(_edge.Bottom + 1 - _edge.Top) / canvas.Height);
    }
}
