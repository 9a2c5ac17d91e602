/** Why a file, an address or a package was refused, as the English sentences say it, in Chinese. */
const CHINESE: readonly (readonly [reason: RegExp, chinese: string])[] = [
  [/^there is no such file or folder$/, '没有这个文件或文件夹'],
  [/^it is a folder$/, '它是文件夹'],
  [/^it is not a file$/, '它不是文件'],
  [/^its rights do not allow it$/, '没有权限'],
  [/^the disk is read-only$/, '磁盘只读'],
  [/^the disk is full$/, '磁盘已满'],
  [/^a part of its path is not a folder$/, '路径中有一段不是文件夹'],
  [/^unknown reason$/, '原因不明'],
  [/^it is larger than (\d+) MB$/, '它超过 $1 MB'],
  [/^it is larger than (\d+) bytes$/, '它超过 $1 字节'],
  [/^it is not UTF-8 text$/, '它不是 UTF-8 文本'],
  [/^it is a link that leads out of its folder$/, '它是指向文件夹之外的链接'],
  [/^it is not an address$/, '它不是网址'],
  [/^it holds a user name or a password$/, '它含有用户名或密码'],
  [/^the server answered (\d+)$/, '服务器返回 $1'],
  [/^the connection broke$/, '连接中断'],
  [/^cannot be read \((\w+)\)$/, '无法读取（$1）'],
  [/^is not JSON$/, '不是 JSON'],
  [/^is not the file that its manifest names$/, '不是清单所指的文件'],
  [/^has (\d+) bytes and not the (\d+) that its manifest names$/, '有 $1 字节，而清单写的是 $2'],
  [/^does not hold parity fixtures$/, '不含校验样例'],
  [/^is no model of ONNX$/, '不是 ONNX 模型'],
  [/^reads weights from a file that its manifest does not name$/, '从清单没有列出的文件读取权重'],
];

/** A reason in Chinese; codes of the system stay as they are. */
export const reasonZh = (reason: string): string => {
  for (const [pattern, chinese] of CHINESE) if (pattern.test(reason)) return reason.replace(pattern, chinese);
  return reason;
};
