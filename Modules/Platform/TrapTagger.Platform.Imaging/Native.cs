using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]

namespace TrapTagger.Platform.Imaging;

/// <summary>
/// The few functions of libvips and GObject that are used here, under their own names. None is variadic: a variadic
/// call by P/Invoke is wrong on arm64.
/// </summary>
internal static unsafe partial class Native
{
    private const string Vips = "vips";

    /// <summary>
    /// Runs before the first call, whichever it is: libvips would start itself, with every loader open.
    /// </summary>
    static Native()
    {
        // libvips reads its environment natively, where Environment.SetEnvironmentVariable doesn't reach.
        g_setenv("VIPS_WARNING", "0", 1);
        if (vips_init("TrapTagger") != 0)
        {
            throw new InvalidOperationException("libvips didn't start.");
        }

        vips_concurrency_set(1); // a picture a thread; callers work on several pictures at once
        vips_cache_set_max(0);   // no picture is opened twice; a cached one would only take memory
        vips_block_untrusted_set(1);
        vips_operation_block_set("VipsForeignLoad", 1);
        foreach (var loader in (string[])["Jpeg", "Png", "Webp"])
        {
            vips_operation_block_set($"VipsForeignLoad{loader}", 0);
        }
    }

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int g_setenv(string name, string value, int overwrite);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_init(string program);

    [LibraryImport(Vips)]
    internal static partial void vips_concurrency_set(int threads);

    [LibraryImport(Vips)]
    internal static partial void vips_cache_set_max(int operations);

    [LibraryImport(Vips)]
    internal static partial void vips_block_untrusted_set(int state);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void vips_operation_block_set(string type, int state);

    [LibraryImport(Vips)]
    internal static partial void vips_error_clear();

    [LibraryImport(Vips)]
    internal static partial long vips_tracked_get_mem();

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint vips_operation_new(string nickname);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_object_set_from_string(nint operation, string options);

    [LibraryImport(Vips)]
    internal static partial int vips_object_build(nint operation);

    [LibraryImport(Vips)]
    internal static partial void vips_object_unref_outputs(nint operation);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_set_property(nint item, string name, GValue* value);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_get_property(nint item, string name, GValue* value);

    [LibraryImport(Vips)]
    internal static partial nint g_object_ref(nint item);

    [LibraryImport(Vips)]
    internal static partial void g_object_unref(nint item);

    [LibraryImport(Vips)]
    internal static partial void g_free(void* memory);

    [LibraryImport(Vips)]
    internal static partial void g_value_init(GValue* value, nuint type);

    [LibraryImport(Vips)]
    internal static partial void g_value_unset(GValue* value);

    [LibraryImport(Vips)]
    internal static partial void g_value_set_object(GValue* value, VipsImage item);

    [LibraryImport(Vips)]
    internal static partial nint g_value_get_object(GValue* value);

    [LibraryImport(Vips)]
    internal static partial nint g_value_get_boxed(GValue* value);

    [LibraryImport(Vips)]
    internal static partial void vips_value_set_blob(GValue* value, nint free, byte* data, nuint length);

    [LibraryImport(Vips)]
    internal static partial byte* vips_blob_get(nint blob, out nuint length);

    [LibraryImport(Vips)]
    internal static partial nuint vips_blob_get_type();

    [LibraryImport(Vips)]
    internal static partial nuint vips_image_get_type();

    [LibraryImport(Vips)]
    internal static partial VipsImage vips_image_new_from_memory(
        byte* data, nuint length, int width, int height, int bands, int format);

    [LibraryImport(Vips)]
    internal static partial VipsImage vips_image_copy_memory(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial byte* vips_image_write_to_memory(VipsImage image, out nuint length);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_width(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_height(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_bands(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_hasalpha(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_interpretation(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_orientation(VipsImage image);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint vips_image_get_typeof(VipsImage image, string field);
}

/// <summary>GLib's box for a value of any type: its type and 16 bytes that only GLib reads.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    internal nuint Type;
    internal long First;
    internal long Second;
}
