namespace TrapTagger.Platform.Imaging;

/// <summary>One call of a libvips operation, by way of GObject properties.</summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private readonly nint _handle;

    internal VipsOperation(string name, string options)
    {
        _handle = Native.vips_operation_new(name);
        if (_handle == 0 || Native.vips_object_set_from_string(_handle, options) != 0)
        {
            Native.vips_error_clear();
            throw new ArgumentException($"libvips has no operation {name} with {options}.");
        }
    }

    internal void Set(string property, VipsImage image)
    {
        GValue value = default;
        Native.g_value_init(&value, Native.vips_image_get_type());
        Native.g_value_set_object(&value, image);
        Native.g_object_set_property(_handle, property, &value);
        Native.g_value_unset(&value);
    }

    internal void Set(string property, byte* data, nuint length)
    {
        GValue value = default;
        Native.g_value_init(&value, Native.vips_blob_get_type());
        Native.vips_value_set_blob(&value, 0, data, length);
        Native.g_object_set_property(_handle, property, &value);
        Native.g_value_unset(&value);
    }

    internal VipsImage RunForImage()
    {
        Run();
        GValue value = default;
        Native.g_value_init(&value, Native.vips_image_get_type());
        Native.g_object_get_property(_handle, "out", &value);
        var image = new VipsImage(Native.g_object_ref(Native.g_value_get_object(&value)));
        Native.g_value_unset(&value);
        return image;
    }

    internal byte[] RunForBytes()
    {
        Run();
        GValue value = default;
        Native.g_value_init(&value, Native.vips_blob_get_type());
        Native.g_object_get_property(_handle, "buffer", &value);
        var data = Native.vips_blob_get(Native.g_value_get_boxed(&value), out var length);
        var bytes = new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        Native.g_value_unset(&value);
        return bytes;
    }

    public void Dispose()
    {
        Native.vips_object_unref_outputs(_handle);
        Native.g_object_unref(_handle);
    }

    private void Run()
    {
        if (Native.vips_object_build(_handle) != 0)
        {
            throw Vips.Failed();
        }
    }
}
