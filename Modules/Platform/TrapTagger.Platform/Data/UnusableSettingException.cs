namespace TrapTagger.Platform.Data;

/// <summary>A setting can't be used; the message is one sentence for the operator that says what to do.</summary>
public sealed class UnusableSettingException(string message, Exception? inner = null) : Exception(message, inner);
