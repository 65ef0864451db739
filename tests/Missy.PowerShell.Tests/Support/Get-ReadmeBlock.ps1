# The blocks of code in README.md, in their order: language, first line's number, code without the indent of a list.
param([Parameter(Mandatory)] [string] $Path)

$text = [System.IO.File]::ReadAllText($Path) -replace "`r"
foreach ($match in [regex]::Matches($text, '(?ms)^(?<indent> *)```(?<language>\w+)\n(?<code>.*?)^\k<indent>```$')) {
    $indent = $match.Groups['indent'].Value
    [pscustomobject]@{
        Language = $match.Groups['language'].Value
        Line = $text.Substring(0, $match.Index).Split("`n").Count + 1
        Code = $match.Groups['code'].Value -replace "(?m)^$indent"
    }
}
