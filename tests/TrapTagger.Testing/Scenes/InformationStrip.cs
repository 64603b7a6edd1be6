using System.Globalization;

namespace TrapTagger.Testing.Scenes;

/// <summary>The strip that most cameras burn into a picture's bottom: the time, other in every frame.</summary>
internal static class InformationStrip
{
    /// <summary>Its height, as a part of the picture's.</summary>
    private const double Part = 0.04;

    private const int GlyphWidth = 3;
    private const int GlyphHeight = 5;

    // Three bits a row, five rows from the top, for each of 0123456789:- in this order.
    private static readonly int[] Glyphs =
    [
        0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_011_001_111,
        0b101_101_111_001_001, 0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_010_010_010,
        0b111_101_111_101_111, 0b111_101_111_001_111, 0b000_010_000_010_000, 0b000_000_111_000_000,
    ];

    private static readonly Ink Black = new(0, 0, 0);
    private static readonly Ink White = new(255, 255, 255);

    internal static void Paint(Canvas canvas, DateTime at)
    {
        var height = (int)(canvas.Height * Part);
        var top = canvas.Height - height;
        var dot = Math.Max(1, height / (GlyphHeight + 2));
        canvas.Bar(0, top, canvas.Width, height, Black);
        var left = height;
        foreach (var letter in at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
        {
            Glyph(canvas, "0123456789:-".IndexOf(letter), left, top + dot, dot);
            left += dot * (GlyphWidth + 1);
        }
    }

    private static void Glyph(Canvas canvas, int which, int left, int top, int dot)
    {
        for (var bit = 0; which >= 0 && bit < GlyphWidth * GlyphHeight; bit++)
        {
            if ((Glyphs[which] >> ((GlyphWidth * GlyphHeight) - 1 - bit) & 1) == 1)
            {
                canvas.Bar(left + (bit % GlyphWidth * dot), top + (bit / GlyphWidth * dot), dot, dot, White);
            }
        }
    }
}
