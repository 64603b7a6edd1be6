using System.Runtime.InteropServices;

namespace TrapTagger.Platform.Imaging;

/// <summary>
/// A libvips image: usually not pixels but the pipeline that makes them, run when something asks for them. An image
/// made from another keeps that one alive, so each may be disposed as soon as the next exists.
/// </summary>
internal sealed unsafe class VipsImage : SafeHandle
{
    private const int Uchar = 0;
    private const int Cmyk = 15;

    public VipsImage() : base(0, ownsHandle: true)
    {
    }

    internal VipsImage(nint handle) : this() => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    internal int Width => Native.vips_image_get_width(this);

    internal int Height => Native.vips_image_get_height(this);

    internal int Orientation => Native.vips_image_get_orientation(this);

    internal int Bands => Native.vips_image_get_bands(this);

    internal bool HasAlpha => Native.vips_image_hasalpha(this) != 0;

    internal bool IsCmyk => Native.vips_image_get_interpretation(this) == Cmyk;

    internal bool Has(string field) => Native.vips_image_get_typeof(this, field) != 0;

    /// <summary>Interleaved pixels that the caller keeps alive and in place for as long as the image is used.</summary>
    internal static VipsImage Around(byte* pixels, int width, int height)
    {
        const int bands = 3;
        var length = (nuint)width * (nuint)height * bands;
        using var plain = Vips.Made(Native.vips_image_new_from_memory(pixels, length, width, height, bands, Uchar));
        return Vips.Apply("copy", plain, "interpretation=srgb");
    }

    /// <summary>Runs the pipeline; what comes back is pixels in memory, tied to no file.</summary>
    internal VipsImage Hold() => Vips.Made(Native.vips_image_copy_memory(this));

    internal byte[] ToArray()
    {
        var pixels = Native.vips_image_write_to_memory(this, out var length);
        if (pixels is null)
        {
            throw Vips.Failed();
        }

        var copy = new ReadOnlySpan<byte>(pixels, checked((int)length)).ToArray();
        Native.g_free(pixels);
        return copy;
    }

    protected override bool ReleaseHandle()
    {
        Native.g_object_unref(handle);
        return true;
    }
}
