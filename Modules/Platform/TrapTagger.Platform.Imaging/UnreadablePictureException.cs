namespace TrapTagger.Platform.Imaging;

/// <summary>A file can't be used as a picture; the message is a sentence for its owner.</summary>
public sealed class UnreadablePictureException(string reason) : Exception(reason);
