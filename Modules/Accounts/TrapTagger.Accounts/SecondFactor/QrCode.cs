using System.Globalization;
using System.Text;
using QRCoder;

namespace TrapTagger.Accounts;

/// <summary>A text as the picture that a phone reads, drawn as one path.</summary>
internal static class QrCode
{
    /// <summary>The path's unit is a module, its quiet zone included; and how many of them a side has.</summary>
    internal static (string Path, int Side) Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < data.ModuleMatrix.Count; x++)
            {
                if (data.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }
        return (path.ToString(), data.ModuleMatrix.Count);
    }
}
