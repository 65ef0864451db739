namespace Missy;

/// <summary>What went wrong, for programs to decide by. Nobody decides anything by looking for words in a message.</summary>
public enum ErrorKind
{
    /// <summary>Something Missy has no better name for.</summary>
    Unknown,

    /// <summary>No key, or the service does not accept it.</summary>
    Authentication,

    /// <summary>The key is good but may not do this.</summary>
    PermissionDenied,

    /// <summary>Too many requests or tokens in a time.</summary>
    RateLimited,

    /// <summary>The account is out of credit or quota: waiting a minute does not help.</summary>
    QuotaExceeded,

    /// <summary>No answer within the time allowed.</summary>
    Timeout,

    /// <summary>The service could not be reached, or failed on its own side.</summary>
    Unavailable,

    /// <summary>The service is up and says that it is overloaded.</summary>
    Overloaded,

    /// <summary>Refused by the network policy; nothing was sent.</summary>
    PolicyDenied,

    /// <summary>The service does not accept the request as it is.</summary>
    InvalidRequest,

    /// <summary>The prompt and the answer asked for do not fit the model's context.</summary>
    ContextLengthExceeded,

    /// <summary>The service has no such model, or no such path.</summary>
    NotFound,

    /// <summary>The service refused for what the prompt says.</summary>
    ContentRefused,

    /// <summary>The answer is not what its protocol allows.</summary>
    MalformedResponse,

    /// <summary>The answer ended before its protocol's end marker; the text so far is attached.</summary>
    Truncated,

    /// <summary>A budget of our own is used up.</summary>
    BudgetExceeded,

    /// <summary>The provider's circuit breaker is open.</summary>
    CircuitOpen,

    /// <summary>The configuration is wrong, or names what is not there.</summary>
    Configuration,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}
