// Speaks to a site as a third party would: frappe-js-sdk from npm, nothing of ours.
// Usage: node sdk.mjs <url> <user> <password>; prints one JSON object, step → what the SDK returned.
import { FrappeApp } from 'frappe-js-sdk'

const [url, user, password] = process.argv.slice(2)
const app = new FrappeApp(url)
const seen = {}

// A browser keeps cookies by itself; Node does not.
app.axios.interceptors.response.use((response) => {
  const cookies = response.headers['set-cookie']
  if (cookies) app.axios.defaults.headers.Cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ')
  return response
})

const auth = app.auth()
const db = app.db()

seen.login = (await auth.loginWithUsernamePassword({ username: user, password })).message
seen.logged_in_user = await auth.getLoggedInUser()

const created = await db.createDoc('Probe Request', {
  title: 'Từ bên thứ ba',
  region: 'North',
  items: [{ item_name: 'một', qty: 2, rate: 5 }],
})
seen.created = { title: created.title, total: created.total, rows: created.items.length }
const name = created.name

seen.updated = (await db.updateDoc('Probe Request', name, { status: 'Open' })).status
const read = await db.getDoc('Probe Request', name)
seen.read = { title: read.title, status: read.status, item: read.items[0].item_name }

seen.listed = await db.getDocList('Probe Request', {
  fields: ['title', 'status'],
  filters: [['title', '=', 'Từ bên thứ ba']],
  orderBy: { field: 'creation', order: 'desc' },
  limit: 5,
})
seen.counted = await db.getCount('Probe Request', [['title', '=', 'Từ bên thứ ba']])
seen.value = (await db.getValue('Probe Request', ['title', 'status'], [['name', '=', name]])).message
seen.set_value = (await db.setValue('Probe Request', name, 'status', 'Closed')).message.status

const searched = await app.call().get('frappe.desk.search.search_link', { doctype: 'Probe Region', txt: 'nor' })
seen.searched = searched.message.map((row) => row.value)

const file = new File(['xin chào'], 'chao.txt', { type: 'text/plain' })
const uploaded = await app.file().uploadFile(file, {
  isPrivate: true,
  doctype: 'Probe Request',
  docname: name,
})
seen.uploaded = {
  file_name: uploaded.data.message.file_name,
  is_private: uploaded.data.message.is_private,
  attached_to_name: uploaded.data.message.attached_to_name === name,
}
const content = await app.axios.get(uploaded.data.message.file_url, { responseType: 'text' })
seen.file_content = content.data

try {
  await db.getDoc('Probe Request', 'NO-SUCH-NAME')
} catch (error) {
  seen.missing = { status: error.httpStatus, type: error.exc_type ?? error.exception ?? null }
}
await db.deleteDoc('Probe Request', name).then(
  () => (seen.deleted = true),
  (error) => (seen.deleted = { status: error.httpStatus }),
)
await auth.logout()
seen.after_logout = await auth.getLoggedInUser().catch((error) => ({ status: error.httpStatus }))

process.stdout.write(JSON.stringify(seen, null, 1))
