using System.Text;

namespace TrapTagger.Classification.Inference;

/// <summary>
/// Reads which operator sets an ONNX file asks for, without running any of it. ONNX is Protocol Buffers: a message is
/// a sequence of (field number, wire type, value).
/// </summary>
internal static class OnnxFile
{
    // ModelProto.opset_import and OperatorSetIdProto.domain, onnx.proto.
    private const int OpsetImport = 8;
    private const int Domain = 1;

    /// <summary>Why a file is not taken; null when it is.</summary>
    internal static string? Reject(ReadOnlySpan<byte> file)
    {
        try
        {
            var domains = Domains(file);
            return domains switch
            {
                [] => "model.onnx is not an ONNX file.",
                _ when domains.FirstOrDefault(domain => domain is not ("" or "ai.onnx")) is { } custom =>
                    $"model.onnx uses operators of \"{custom}\"; only ONNX's own are run.",
                _ => null,
            };
        }
        catch (Exception problem) when (problem is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return "model.onnx is not an ONNX file, or is cut short.";
        }
    }

    private static List<string> Domains(ReadOnlySpan<byte> model)
    {
        var domains = new List<string>();
        while (Next(ref model, out var field, out var value))
        {
            if (field == OpsetImport)
            {
                domains.Add(DomainOf(value));
            }
        }

        return domains;
    }

    private static string DomainOf(ReadOnlySpan<byte> opset)
    {
        while (Next(ref opset, out var field, out var value))
        {
            if (field == Domain)
            {
                return Encoding.UTF8.GetString(value);
            }
        }

        return "";
    }

    /// <summary>Takes one field off the front; its value is empty unless it is a string or a message.</summary>
    private static bool Next(ref ReadOnlySpan<byte> message, out int field, out ReadOnlySpan<byte> value)
    {
        field = 0;
        value = default;
        if (message.IsEmpty)
        {
            return false;
        }

        var tag = Varint(ref message);
        field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                Varint(ref message);
                break;
            case 1:
                message = message[8..];
                break;
            case 2:
                var length = (int)Varint(ref message);
                value = message[..length];
                message = message[length..];
                break;
            case 5:
                message = message[4..];
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(message));
        }

        return true;
    }

    private static long Varint(ref ReadOnlySpan<byte> message)
    {
        var (value, shift) = (0L, 0);
        while (true)
        {
            var part = message[0];
            message = message[1..];
            value |= (long)(part & 0x7f) << shift;
            shift += 7;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
