namespace TrapTagger.Classification.Inference;

/// <summary>
/// Frames made comparable: each pixel in standard deviations from the mean of its surroundings. The flash, a cloud or
/// the camera's exposure change how bright a place is, not what stands in it.
/// </summary>
internal static class LocalContrast
{
    // Surroundings of an eighth of the frame: larger than most animals, smaller than a shaft of light.
    private const int Surroundings = 16;

    // Grey levels of sensor noise and JPEG; keeps flat places from being all noise.
    private const float Noise = 6;

    internal static Plane Of(Plane grey)
    {
        var radius = Math.Max(1, grey.Width / Surroundings);
        var mean = grey.Blurred(radius);
        var square = new Plane(Array.ConvertAll(grey.Values, value => value * value), grey.Width, grey.Height)
            .Blurred(radius);
        var contrast = new Plane(grey.Width, grey.Height);
        for (var i = 0; i < contrast.Values.Length; i++)
        {
            var variance = square.Values[i] - (mean.Values[i] * mean.Values[i]);
            contrast.Values[i] = (grey.Values[i] - mean.Values[i]) / (MathF.Sqrt(Math.Max(0, variance)) + Noise);
        }

        return contrast;
    }
}
