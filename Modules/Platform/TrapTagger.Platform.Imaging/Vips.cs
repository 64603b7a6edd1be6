namespace TrapTagger.Platform.Imaging;

/// <summary>
/// libvips's operations. They and their options go by libvips's own names ("resize", "scale=0.5"), which
/// https://www.libvips.org/API/current/ explains.
/// </summary>
internal static unsafe class Vips
{
    /// <summary>Opens an encoded picture; <paramref name="data"/> must stay in place while pixels are read.</summary>
    internal static VipsImage Load(string loader, byte* data, int length, string options)
    {
        using var operation = new VipsOperation(loader, options);
        operation.Set("buffer", data, (nuint)length);
        return operation.RunForImage();
    }

    internal static VipsImage Apply(string name, VipsImage image, string options)
    {
        using var operation = new VipsOperation(name, options);
        operation.Set("in", image);
        return operation.RunForImage();
    }

    internal static byte[] Save(string saver, VipsImage image, string options)
    {
        using var operation = new VipsOperation(saver, options);
        operation.Set("in", image);
        return operation.RunForBytes();
    }

    internal static VipsImage Made(VipsImage image) => image.IsInvalid ? throw Failed() : image;

    /// <summary>
    /// What libvips says of a failure is dropped: its error buffer is one for the process, and another thread's file
    /// may be the one it speaks of.
    /// </summary>
    internal static VipsException Failed()
    {
        Native.vips_error_clear();
        return new VipsException();
    }
}

/// <summary>libvips couldn't do an operation.</summary>
internal sealed class VipsException() : Exception("libvips couldn't do an operation.");
