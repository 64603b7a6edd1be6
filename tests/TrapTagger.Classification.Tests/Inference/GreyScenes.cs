using TrapTagger.Classification.Inference;

namespace TrapTagger.Classification.Tests.Inference;

/// <summary>Grey planes made up for tests of motion.</summary>
internal static class GreyScenes
{
    /// <summary>Spots of a few pixels, as a forest floor has, 60 to 190.</summary>
    internal static Plane Noise(int width, int height, int seed)
    {
        var chance = new Random(seed);
        var plane = new Plane(width, height);
        for (var i = 0; i < plane.Values.Length; i++)
        {
            plane.Values[i] = chance.Next(256);
        }

        var spots = plane.Blurred(1).Blurred(1);
        return new([.. spots.Values.Select(value => Math.Clamp(128 + ((value - 128) * 2.5f), 60, 190))], width, height);
    }

    internal static Plane Changed(this Plane plane, Func<float, float> change) =>
        new(Array.ConvertAll(plane.Values, value => change(value)), plane.Width, plane.Height);

    /// <summary>What a camera turned by so many pixels shows.</summary>
    internal static Plane Moved(this Plane plane, int right, int down)
    {
        var moved = new Plane(plane.Width, plane.Height);
        for (var y = 0; y < plane.Height; y++)
        {
            for (var x = 0; x < plane.Width; x++)
            {
                moved[x, y] = plane[
                    Math.Clamp(x - right, 0, plane.Width - 1), Math.Clamp(y - down, 0, plane.Height - 1)];
            }
        }

        return moved;
    }

    /// <summary>The plane with a dappled patch on it.</summary>
    internal static Plane With(this Plane plane, int left, int top, int width, int height, int seed = 9)
    {
        var patch = Noise(width, height, seed);
        var with = plane.Changed(value => value);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                with[left + x, top + y] = patch[x, y];
            }
        }

        return with;
    }

    /// <summary>Sensor noise of up to so many grey levels.</summary>
    internal static Plane Grainy(this Plane plane, int levels, int seed)
    {
        var chance = new Random(seed);
        return plane.Changed(value => value + chance.Next(-levels, levels + 1));
    }
}
